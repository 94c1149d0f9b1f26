"""From a ledger and history to a draft case: the default model filled with what the reporting says."""
