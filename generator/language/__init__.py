"""What is known of Chinese and English text: how it is counted, split, cut into words, and what its numbers are.

It knows nothing of documents, briefs or rules. Everything that asks how long a text is, where a sentence ends or
whether two words are one asks here.
"""
