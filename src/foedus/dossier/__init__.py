"""The folder of one case and the order of the steps: where the two spines of foedus meet."""
