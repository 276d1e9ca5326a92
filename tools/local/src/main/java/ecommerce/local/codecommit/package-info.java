/** CodeCommit: git repositories over HTTP, and the API to read and change them. */
package ecommerce.local.codecommit;
