"""Where every statement comes from: policy, versions, files."""
