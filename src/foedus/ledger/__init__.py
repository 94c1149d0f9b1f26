"""What was said: articles, the statements in them, and the ledger that keeps both."""

from foedus.ledger.article import Article
from foedus.ledger.statement import Likelihood, Statement

__all__ = ["Article", "Likelihood", "Statement"]
