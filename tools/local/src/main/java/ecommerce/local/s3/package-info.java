/** S3: buckets and objects, their bytes in files of the state folder. */
package ecommerce.local.s3;
