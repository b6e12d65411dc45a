/** A small application for the tests of this module. */
package io.relmap.boot.test.library;
