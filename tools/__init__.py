"""What is run by hand from the repository's root: benches, the logo model's training, the sample PDF, pictures."""
