package io.relmap.boot.test.library;

import org.springframework.stereotype.Service;

/** A component that tests of entities do without. */
@Service
public class Catalog {}
