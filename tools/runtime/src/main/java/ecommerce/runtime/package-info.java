/** Runs Java Lambda handlers over the Runtime API, as AWS's own runtime does, in plain Java. */
package ecommerce.runtime;
