/** The API page, /api/docs: Swagger UI over the file that the server makes from its own routes. */
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import 'swagger-ui-dist/swagger-ui.css';
import './docs.css';

const dark = document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark';
document.documentElement.classList.toggle('dark-mode', dark);

SwaggerUI({
  dom_id: '#api',
  url: '/api/openapi.json',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  filter: true,
  persistAuthorization: false,
  // No badge from elsewhere: the page loads nothing but this server's own files.
  validatorUrl: null,
});
