"""The stages in their order, each with the components of other packages that stand after it or in its place.

A component is a function with an attribute ``after`` or ``instead``, the name of a stage; its keyword-only
parameters are its settings:

- after ``intake``: ``(document) → document``;
- after ``claims``: ``(document, findings) → findings``; instead: ``(document) → findings``;
- after ``comparison``: ``(documents, findings, compared) → compared``;
  instead: ``(documents, findings) → compared``.
"""
