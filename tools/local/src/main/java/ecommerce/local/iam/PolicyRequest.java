package ecommerce.local.iam;

import ecommerce.local.Identity;

/** What a policy is asked: may this caller do this action on this resource. */
record PolicyRequest(Identity caller, String action, String resource, RequestContext context) {}
