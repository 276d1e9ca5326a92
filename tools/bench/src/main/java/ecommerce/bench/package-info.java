/** Measures the platform on one machine and prints what it found beside what is wanted. */
package ecommerce.bench;
