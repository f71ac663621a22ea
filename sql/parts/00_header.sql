-- sozialraum: built from sql/parts; edit there, not here.
\echo Use "CREATE EXTENSION sozialraum CASCADE" to load this file. \quit

-- The engine is for everybody; tables and functions that write are not (setup_roles()).
GRANT USAGE ON SCHEMA sozialraum TO PUBLIC;
