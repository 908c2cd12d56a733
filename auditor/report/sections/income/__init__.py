"""Income, fees and refunds by year, for taxes and disputes."""
