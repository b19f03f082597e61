/** Rows of the matrix of routes and visitors: certificates and exports. */
export const PAPER_ROWS = `GET /:locale/teach/cohorts/:cohort/exports                              sign-in   sign-in  403 403 404 200 403 200
GET /:locale/teach/cohorts/:cohort/exports/:table/:ending               sign-in   sign-in  403 403 404 200 403 200
GET /:locale/teach/cohorts/:cohort/report                               sign-in   sign-in  403 403 404 200 403 200
GET /:locale/certificate                                                sign-in   sign-in  200 200 200 200 200 200
POST /:locale/certificate                                               sign-in   sign-in  303 303 303 303 303 303
GET /:locale/certificate/files/:kind                                    sign-in   sign-in  404 404 404 404 200 404
GET /credentials/:code                                                  302       302      302 302 302 302 302 302
GET /:locale/credentials                                                200       200      200 200 200 200 200 200
POST /:locale/credentials                                               303       303      303 303 303 303 303 303
GET /:locale/credentials/:code                                          200       200      200 200 200 200 200 200
GET /.well-known/jwks.json                                              200       200      200 200 200 200 200 200
GET /.well-known/keys/:key                                              200       200      200 200 200 200 200 200
GET /issuer                                                             200       200      200 200 200 200 200 200
GET /:locale/admin/credentials                                          sign-in   sign-in  403 403 403 403 403 200
GET /:locale/admin/credentials/:credential                              sign-in   sign-in  403 403 403 403 403 200
POST /:locale/admin/credentials/:credential/revocation                  sign-in   sign-in  403 403 403 403 403 303
`;
