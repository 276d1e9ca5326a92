/**
 * The conventions of this checkout as checks over metadata, templates, OpenAPI documents, events
 * and sources. {@link ecommerce.lint.Lint} is the door; {@link ecommerce.lint.AccessTable} tells
 * who may call what. It reads templates as the local environment does, with symbols in place of
 * what only a deployment knows.
 */
package ecommerce.lint;
