"""Trains what sayso learns from marked data; needs the ``dev`` extra and the gold beside the checkout."""
