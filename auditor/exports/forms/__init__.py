"""The forms that several exports share: CSV and JSON bytes, the fields of a finding and of an eligibility row."""
