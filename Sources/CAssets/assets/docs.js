"use strict";

// A file of its own, so that the page runs under a Content-Security-Policy without 'unsafe-inline'.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // Tokens stay in the page's memory: nothing of Authorize is written to localStorage.
  persistAuthorization: false,
  // No badge: it would send the document's address to another host.
  validatorUrl: null,
});
