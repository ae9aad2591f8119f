"""The objectives, one file each: value, gradient and Hessian, for one pair and over a table of counts.

The papers maximise, and so do these.
"""
