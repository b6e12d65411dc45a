package io.relmap.boot.test.library;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that tests take slices of. */
@SpringBootApplication
public class LibraryApplication {}
