// The API page: the vendored viewer over our own description; it asks nobody else.
window.SwaggerUIBundle?.({ url: "/openapi.json", dom_id: "#api", validatorUrl: null, deepLinking: true, defaultModelsExpandDepth: 0, docExpansion: "list" });
