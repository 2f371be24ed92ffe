"""The same stages on more cores: local processes now, clusters later."""
