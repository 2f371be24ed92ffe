"""Files that hold other files, one module a format; each opens its own and hands out members, within caps."""
