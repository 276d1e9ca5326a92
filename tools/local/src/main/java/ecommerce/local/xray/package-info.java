/**
 * X-Ray: segments over UDP and over the API, traces, filters, service graphs, groups, sampling
 * rules.
 */
package ecommerce.local.xray;
