"""The infrastructure: one package per tier of the request's way, on a ground floor that every tier stands on."""
