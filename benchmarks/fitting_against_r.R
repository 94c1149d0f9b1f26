# Fits of the packages games and sigInt, timed in one process: cold (the first) and warm (the median of the next five).
#
#     Rscript fitting_against_r.R LIBRARY OUT.csv SE.csv [NAME ...]
#
# LIBRARY holds the installed packages. OUT.csv gets a line for each fit: user + system seconds and log-likelihood.
# SE.csv gets, at the point where R's search stopped, R's standard errors and those of the same log-likelihood
# by Richardson extrapolation (numDeriv), which tell R's numerical error from a difference between programs.
given <- commandArgs(TRUE)
.libPaths(c(given[1], .libPaths()))
wanted <- given[-(1:3)]
once <- length(wanted) > 0 && wanted[1] == "once"  # a single fit and nothing else
suppressMessages({library(games); library(maxLik)})

last <- NULL  # what games handed to maxLik, for the second look
imports <- parent.env(asNamespace("games"))
handed <- function(logLik, grad = NULL, start, fixed = NULL, ...) {
  result <- maxLik::maxLik(logLik, grad = grad, start = start, fixed = fixed, ...)
  rest <- list(...)
  last <<- list(logLik = logLik, at = result$estimate, fixed = fixed,
                rest = rest[setdiff(names(rest), c("method", "reltol", "iterlim", "print.level"))])
  result
}
where <- if (exists("maxLik", envir = imports, inherits = FALSE)) imports else globalenv()
if (bindingIsLocked("maxLik", where)) unlockBinding("maxLik", where)
assign("maxLik", handed, envir = where)

data(war1800); data(data_122); data(data_123); data(leblang2003); data(data_ult)
war <- esc + war ~ s_wt_re1 + revis1 | 0 | regime1 | balanc + regime2
utils <- c(-1, 0, -1.4, 0.1)
three <- y ~ x1 + x2 | 0 | x3 | x4 + x5 | 0 | x6 | x7 | x8
attack <- outcome ~ capcont + lreserves + overval + creditgrow + USinterest + service + contagion + prioratt - 1 | 1 | 1 |
  unifgov + lexports + preelec + postelec + rightgov + realinterest + capcont + lreserves
two <- y ~ x1 + x2 | x3 + f1 | 0 | x4 + x5 | z1 + z2 | z3 + f2
offers <- offer + accept ~ x1 + x2 + x3 + x4 + w1 + w2 | z1 + z2 + z3 + z4 + w1 + w2
fits <- list(
  egame12_probit = quote(egame12(war, data = war1800)),
  egame12_logit = quote(egame12(war, data = war1800, link = "logit")),
  egame12_probit_1850 = quote(egame12(war, data = war1800, subset = year >= 1850)),
  egame12_private = quote(egame12(war, data = war1800, type = "private")),
  egame12_fixedutils = quote(egame12(esc + war ~ 1, data = war1800, fixedUtils = utils)),
  egame12_fixedutils_sdplayer = quote(egame12(esc + war ~ 1, data = war1800, fixedUtils = utils, sdByPlayer = TRUE)),
  egame12_sdformula = quote(egame12(war, data = war1800, sdformula = ~ balanc - 1)),
  egame122_default = quote(egame122(two, data = data_122)),
  egame123_probit_private = quote(egame123(three, data = data_123, link = "probit", type = "private")),
  egame123_probit_agent = quote(egame123(three, data = data_123, link = "probit", type = "agent")),
  leblang2003_default = quote(egame12(attack, data = leblang2003, link = "probit", type = "private")),
  ultimatum_data_ult = quote(ultimatum(offers, data = data_ult, maxOffer = 15)))
if ("sigint" %in% wanted || !length(wanted)) {
  suppressMessages(library(sigInt)); data(sanctionsData)
  sanctions <- sq + cd + sf + bd ~ sqrt(senderecondep) + senderdemocracy + contig + ally - 1 | anticipatedsendercosts |
    sqrt(targetecondep) + anticipatedtargetcosts + contig + ally | sqrt(senderecondep) + senderdemocracy + lncaprat |
    targetdemocracy + lncaprat | senderdemocracy | -1
  first <- list(PRhat = sanctionsData$PRhat, PFhat = sanctionsData$PFhat)
  fits$npl_from_shipped_rf <- quote(sigint(sanctions, data = sanctionsData, phat = first, npl.maxit = 500))
}
lines <- errors <- list(); fitted <- NULL
for (name in names(fits)) {
  if (length(wanted) && !(name %in% wanted) && !(name == "npl_from_shipped_rf" && "sigint" %in% wanted)) next
  spent <- function() { clock <- system.time(fitted <<- suppressWarnings(eval(fits[[name]]))); sum(clock[1:2]) }
  cold <- spent()
  if (once) next
  warm <- median(replicate(if (cold > 3) 1 else 5, spent()))
  loglik <- if (!is.null(fitted$logLik)) fitted$logLik else sum(fitted$log.likelihood)
  lines[[name]] <- data.frame(model = name, cold = cold, warm = warm, loglik = loglik)
  if (name == "npl_from_shipped_rf" || name == "ultimatum_data_ult" || !requireNamespace("numDeriv", quietly = TRUE)) next
  at <- last$at; free <- if (is.null(last$fixed)) rep(TRUE, length(at)) else !last$fixed
  total <- function(b) { full <- at; full[free] <- b; sum(do.call(last$logLik, c(list(full), last$rest))) }
  bend <- numDeriv::hessian(total, at[free])
  errors[[name]] <- data.frame(model = name, term = names(at)[free], estimate = at[free],
    se = sqrt(diag(fitted$vcov))[free], richardson = sqrt(diag(solve(-bend))))
}
if (once) quit()
write.csv(do.call(rbind, lines), given[2], row.names = FALSE)
if (length(errors)) write.csv(do.call(rbind, errors), given[3], row.names = FALSE)
