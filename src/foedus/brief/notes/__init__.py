"""What a reader meets who follows a number: a note for each kind of record, down to words, history and assumptions."""
