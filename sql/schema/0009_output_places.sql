-- Folders into which runs wrote that are no longer kept: what was named with --out stays when its run is pruned.
CREATE TABLE output_places (
    output_place VARCHAR PRIMARY KEY
);
