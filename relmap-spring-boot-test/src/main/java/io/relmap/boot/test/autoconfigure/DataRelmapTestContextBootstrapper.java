package io.relmap.boot.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Finds the properties of {@link DataRelmapTest}. */
final class DataRelmapTestContextBootstrapper
        extends TestSliceTestContextBootstrapper<DataRelmapTest> {}
