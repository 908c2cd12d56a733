-- noqa: disable=CP05
-- Numbers that look drawn at random and hang on nothing but the seed: the same with every version of DuckDB.
-- draw(n, salt) lies in 0 to 8388607, share(n, salt) in 0 to 1; pick(n, salt, low, high) is a whole number between two.
CREATE OR REPLACE MACRO turn(n) AS ((n % 4294967296) * 1664525 + 1013904223) % 4294967296;
CREATE OR REPLACE MACRO draw(n, salt) AS turn(
    xor(turn(n * 40503 + salt * 69621 + getvariable('seed') * 30345), turn(n * 3 + salt * 65537) >> 11)
) >> 9;
CREATE OR REPLACE MACRO share(n, salt) AS draw(n, salt) / 8388608.0;
CREATE OR REPLACE MACRO pick(n, salt, low, high) AS cast(low + draw(n, salt) % (high - low + 1) AS BIGINT);
