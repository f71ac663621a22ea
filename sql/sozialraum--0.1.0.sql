-- sozialraum: built from sql/parts; edit there, not here.
\echo Use "CREATE EXTENSION sozialraum CASCADE" to load this file. \quit
