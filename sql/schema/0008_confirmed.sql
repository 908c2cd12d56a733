-- Rows that another file tells as they stand, with a later event in it than the file they came from: file_no is that file's.
-- Which of two versions is the later one is judged by it, so that the order in which files are read decides nothing.
CREATE TABLE confirmed (  -- noqa: PRS
    table_name VARCHAR,
    row_key VARCHAR USING COMPRESSION zstd,
    file_no INTEGER
);
