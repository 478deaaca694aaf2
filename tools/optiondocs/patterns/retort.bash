# bash completion of retort. Made from the option table.
# Needs nothing of the bash-completion package: sourcing the file is enough anywhere. An empty COMPREPLY has readline
# offer file names.
# shellcheck shell=bash disable=SC2207

# The commands, or files, or options of the server.
_retort_serve() {
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
    elif ((COMP_CWORD == 1)); then
        compopt -o filenames
        COMPREPLY=($(compgen -W "$commands" -- "$cur"))
        local file
        while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$cur")
    fi
}

# _retort_command OPTIONS OPERAND
_retort_command() {
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$1" -- "$cur"))
        return
    fi
    case $2 in
        targets)
            if ((COMP_CWORD == 2)); then COMPREPLY=($(compgen -W "$targets" -- "$cur")); fi
            ;;
        sites)
            compopt +o default
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" ps 2>/dev/null | sed -e 1d -e 's/ .*//')" -- "$cur"))
            ;;
        folders)
            compopt -o filenames
            local folder
            while IFS= read -r folder; do COMPREPLY+=("$folder"); done < <(compgen -d -- "$cur")
            ;;
        none) compopt +o default ;;
    esac
}

_retort() {
    local commands='@COMMANDS@'
    local targets='@TARGETS@'
    local options='@OPTIONS@'
    local file_options='@FILE_OPTIONS@'
    local value_options='@VALUE_OPTIONS@'
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=''
    COMPREPLY=()
    # --option=value is three words here.
    if [[ $cur == = ]]; then
        cur=''
    elif [[ $prev == = ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if ((COMP_CWORD > 1)) && [[ " $commands " == *" ${COMP_WORDS[1]} "* ]]; then command=${COMP_WORDS[1]}; fi
    if [[ -z $command && " $file_options " == *" $prev "* ]] || [[ -n $command && $prev == --folder ]]; then
        return
    elif [[ -z $command && " $value_options " == *" $prev "* ]]; then
        compopt +o default
        return
    fi
    case $command in
@CASES@        '') _retort_serve ;;
    esac
}

complete -o default -F _retort retort
