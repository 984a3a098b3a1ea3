window.SwaggerUIBundle?.({url:"/openapi.json",dom_id:"#api",validatorUrl:null,deepLinking:!0,defaultModelsExpandDepth:0,docExpansion:"list"});
