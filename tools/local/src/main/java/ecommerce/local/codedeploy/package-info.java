/** CodeDeploy for Lambda: shifts an alias from one version to another, and back where it fails. */
package ecommerce.local.codedeploy;
