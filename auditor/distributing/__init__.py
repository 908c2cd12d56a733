"""The same audit on many machines: files, messages, rules, findings and dates as jobs of Spark."""
