/** Stacks: brought to what the checkout has, compared, removed; and the conventions. */
package ecommerce.cli.deploy;
