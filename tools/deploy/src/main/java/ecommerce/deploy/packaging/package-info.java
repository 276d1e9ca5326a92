/**
 * Templates with local files made into templates with uploaded ones: what to upload, and the text
 * that is deployed. Knows nothing of AWS but the properties that name files.
 */
package ecommerce.deploy.packaging;
