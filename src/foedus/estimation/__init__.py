"""Weighing: from solved games and what is known to weighted draws; and scores of past forecasts."""
