"""Training: the reference step on equation (4), the trainers of a part of text, the estimator, and the program."""
