/** The pipeline: pushed to, watched, approved. */
package ecommerce.cli.pipeline;
