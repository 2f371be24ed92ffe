"""Tests of the files that hold other files, on archives made here."""
