"""From articles to statements: who said what, through whom, how surely, on what condition, and what it speaks for.

read.py     the reader: articles in, statements out; bulk.py and parts.py for many
intake      files, pages and feeds to text kept to the character, with what it says of itself
parsing     paragraphs, sentences, the dependency parse and questions asked of it
attribution who said what: sources, cues, contents
names       who is meant, and from where they speak
chains      through whom it came, shared origins, contradictions
meaning     what a proposition says: kind, likelihood, condition, bearing
threats     the threat: agreements, exits, sides, moves, signs, demands, days
tables      cues, phrases, names, signs and rules as data, each row with its reference
"""
