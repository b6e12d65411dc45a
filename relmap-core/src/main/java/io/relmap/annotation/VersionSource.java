package io.relmap.annotation;

/** Who gives a row its versions (spec UW-116, UW-119). */
public enum VersionSource {
    /** A flush does, by the version's generator. */
    GENERATOR,
    /** The program sets a value; a flush that finds none set keeps the old one, and compares it all the same. */
    PROGRAM,
    /** The database does, by a trigger for instance; the value is fetched with the statement. */
    DATABASE
}
