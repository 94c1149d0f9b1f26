"""The threat itself: agreements and exits, the sides, moves, signs, demands and days."""
