/**
 * Reads SAM and CloudFormation templates: YAML or JSON with positions, {@code AWS::Include}, the
 * SAM transform, parameters, conditions, intrinsic functions. {@link
 * ecommerce.local.template.Template} is the door. Knows nothing of what the resources are.
 *
 * <p>The SAM transform makes the same resources, logical ids included, as aws-sam-translator;
 * {@code tools/local/oracle/compare.py} checks it. What it does not know is an error with file and
 * line, never left out.
 */
package ecommerce.local.template;
