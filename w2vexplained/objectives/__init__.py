"""The objectives, one file each: value, gradient and Hessian, for one pair and over a table of counts.

The papers maximise, and so do these: softmax, negative_sampling, noise_contrastive, sampled_softmax.
The other files hold what several of them share.
"""
