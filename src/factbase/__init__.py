"""factbase: a citation-checked fact base with a Datalog query engine."""
