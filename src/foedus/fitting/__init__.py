"""Fits declared games to data by maximum likelihood, and simulates data from them."""
