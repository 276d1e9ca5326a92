/** The runtime's side of CRaC, under the names that the library {@code org.crac} looks up. */
package ecommerce.runtime.crac;
