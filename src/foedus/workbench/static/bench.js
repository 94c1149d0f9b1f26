// Swaps the live part of the page in place; every form and link works the same without this.
"use strict";
(() => {
  const live = () => document.getElementById("live");
  let underway = 0, looking = 0;

  // Says that something is being made, once it takes longer than a glance.
  function working(mine) {
    document.body.classList.add("busy");
    setTimeout(() => {
      if (mine === underway && document.body.classList.contains("busy"))
        document.getElementById("working").textContent = "Working on it …";
    }, 500);
  }

  function done() {
    document.body.classList.remove("busy");
    document.getElementById("working").textContent = "";
  }

  async function swap(address, options, keep) {
    const mine = ++underway;
    if (!keep) working(mine);
    try {
      const answer = await fetch(address, { credentials: "same-origin", redirect: "follow", ...options });
      const text = await answer.text();
      if (mine !== underway) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      const fresh = page.getElementById("live");
      if (!fresh) { location.assign(answer.url); return; }
      const scroll = [window.scrollX, window.scrollY];
      const cards = document.querySelector(".cards");
      const inner = cards ? cards.scrollTop : 0;
      live().replaceWith(document.adoptNode(fresh));
      document.title = page.title;
      const url = new URL(answer.url);
      if (!keep && answer.ok) history.pushState(null, "", url.pathname + url.search + new URL(address, location.href).hash);
      window.scrollTo(...scroll);
      const renewed = document.querySelector(".cards");
      if (renewed) renewed.scrollTop = inner;
      settle(options.then);
      watch();
    } catch {
      location.reload();
    } finally {
      if (mine === underway) done();
    }
  }

  function settle(then) {
    const told = document.getElementById("notice");
    if (told) { told.setAttribute("tabindex", "-1"); told.focus(); told.scrollIntoView({ block: "center" }); return; }
    const place = then && document.getElementById(then);
    if (!place) return;
    const target = place.matches("details") ? place.querySelector("summary") : place.closest("[data-card]") || place;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    const method = (button?.getAttribute("formmethod") || form.method).toLowerCase();
    if (method !== "post" || !form.closest("#live")) return;
    event.preventDefault();
    const data = new FormData(form, button);
    const many = form.enctype === "multipart/form-data";
    swap(form.action, { method: "POST", body: many ? data : new URLSearchParams(data), then: data.get("then") });
  });

  document.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-card]");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!card) {
      const first = event.key === "j" && !event.target.matches("input, select, textarea") && document.querySelector("[data-card]");
      if (first) { first.focus(); event.preventDefault(); }
      return;
    }
    if (event.key === "Escape") {
      event.target.closest("details")?.removeAttribute("open");
      card.focus();
      return;
    }
    if (event.target.matches("input, select, textarea")) return;
    if (event.key === "j" || event.key === "k") {
      const next = event.key === "j" ? card.nextElementSibling : card.previousElementSibling;
      if (next && next.matches("[data-card]")) { next.focus(); event.preventDefault(); }
      return;
    }
    const wanted = card.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
    if (wanted.matches("summary")) wanted.parentElement.querySelector("input:not([type=hidden]), select")?.focus();
  });

  // While only a first answer stands, look again until the full one is there; not over what somebody types or has sent.
  function watch() {
    clearTimeout(looking);
    if (!document.querySelector("[data-first]")) return;
    looking = setTimeout(() => {
      const typing = document.activeElement && document.activeElement.matches("input, select, textarea");
      const sent = document.body.classList.contains("busy");
      if (typing || sent || document.hidden) { watch(); return; }
      swap(location.pathname + location.search, { method: "GET" }, true);
    }, 2500);
  }

  document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  window.addEventListener("popstate", () => location.reload());
  watch();
})();
