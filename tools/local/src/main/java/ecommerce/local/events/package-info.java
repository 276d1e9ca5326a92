/** EventBridge: buses, rules, schedules, targets with retries and dead letters. */
package ecommerce.local.events;
